x = 1
def f():
    global x
    x = 2
    return 'f'
print(x, f())
x = 1
print(f(), x)
x = 1
print('%s %s' % (x, f()))
x = 1
print('{} {}'.format(x, f()))
x = 1
print([x, f(), x])
x = 1
y = x + len(f()) + x
print(y)
items = []
def g():
    items.append(1)
    return 'g'
print(items, g())
print(items, g(), items)
def counter():
    n = [0]
    def inc():
        n[0] += 1
        return n[0]
    return inc
inc = counter()
print(inc(), inc(), inc())
def show(a, b):
    print(a, b)
x = 1
show(x, f())
x = 1
d = {'a': x, 'b': f(), 'c': x}
print(d)
