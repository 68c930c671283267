import re
t = (1, 'a', 'c', None)
print(t[1:])
print(t[:2], t[::-1], t[-2:])
m = re.match(r'(\w+)-(\d+)', 'ab-12')
print(m.groups())
g = m.groups()
print(g, len(g), g[0])
print(repr(g))
a, b = m.groups()
print(a, b)
try:
    raise ValueError('bad', 3)
except ValueError as e:
    print(e.args)
    print(repr(e))
    print(e)
try:
    raise ValueError('bad')
except ValueError as e:
    print(e.args, repr(e), str(e))
    print('%r %s' % (e, e))
    print('failed: {!r}'.format(e))
    print(f'{e!r}')
try:
    {}['x']
except KeyError as e:
    print(e, repr(e), e.args)
class MyError(Exception):
    pass
try:
    raise MyError('mine', 5)
except MyError as e:
    print(repr(e), e.args, e)
try:
    raise MyError()
except MyError as e:
    print(repr(e), e.args, e)
def f(*args, **kwargs):
    print(args, kwargs)
    print(len(args), args[0], args[1:])
    print('%s' % (args,))
    return args
print(f(1, 'x', 'y'))
f('only')
rows = [(1, 'a'), (2, 'b')]
print(rows[:1])
print(rows[0][:1])
x = tuple([1, 2, 3])
print(x)
print(tuple('ab'))
pair = ('a', 'b') + ('c',)
print(pair)
print((1, 2) * 2)
print(dict(zip('ab', [1, 2])).items() if False else list({'a': 1}.items()))
print(sorted({'b': 1, 'a': 2}.items()))
print(list(enumerate('ab')), list(zip([1], [2])))
s = 'a,b'.partition(',')
print(s, s[1:])
print(divmod(7, 2))
print({'k': (1, 2)})
print(str((1,)), '{}'.format((1, 2)))
print([t[1:3] for t in [(1, 2, 3)]])
print(isinstance(t, tuple))
