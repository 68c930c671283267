class Point(object):
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x and self.y == other.y
    def __ne__(self, other):
        return not self == other
    def __lt__(self, other):
        return self.x < other.x
    def __repr__(self):
        return 'Point(%r, %r)' % (self.x, self.y)
    def __str__(self):
        return '(%s, %s)' % (self.x, self.y)
a = Point(1, 2)
b = Point(1, 2)
c = Point(0, 5)
print(a == b, a != b, a == c)
print(a, repr(a), [a, c])
print('%s %r' % (a, a), '{} {!r}'.format(a, b), f'{a} {c!r}')
print(a in [b], c in [a, b], [a, c].index(b))
print(sorted([a, c]), min([a, c]), max(a, c))
print(c < a, a > c)
items = [a, c]
items.sort()
print(items)
print({'p': a})
print(str([a]), (a, 1))
print([a] == [b], (a, 1) == (b, 1), {'k': a} == {'k': b})
items.remove(b)
print(items, items.count(c))
print(a is b, a is a)
print(a == None, a != None)
class Money(object):
    def __init__(self, n):
        self.n = n
    def __add__(self, o):
        return Money(self.n + o.n)
    def __cmp__(self, o):
        return self.n - o.n
    def __call__(self, x):
        return x + self.n
    def __setitem__(self, k, v):
        self.n = v
    def __delitem__(self, k):
        self.n = 0
    def __le__(self, other):
        return self.n <= other.n
m = Money(1)
print((m + m).n)
print(m(3))
m['a'] = 5
print(m.n)
del m['a']
print(m.n)
print(m <= Money(2))
class Config(object):
    def __init__(self):
        self.d = {}
    def __setitem__(self, k, v):
        self.d[k] = v
    def __getitem__(self, k):
        return self.d[k]
    def get(self, k, default=None):
        return self.d.get(k, default)
    def keys(self):
        return self.d.keys()
    def items(self):
        return self.d.items()
settings = Config()
settings['x'] = 3
print(settings['x'], settings.get('y'), settings.get('x'), list(settings.keys()))
for k, v in settings.items():
    print(k, v)
settings['x'] += 4
def fill(target, key):
    target[key] = 'filled'
    return target[key]
print(fill(settings, 'x'), fill({}, 'y'), fill([1], 0))
print(settings['x'])
class Plain(object):
    def __init__(self, n):
        self.n = n
print(Plain(1) == Plain(1), Plain(1) in [Plain(1)], [1] == [1])
def by_length(a, b):
    return len(a) - len(b)
def larger(a, b):
    return a > b, a + b
print(larger(3, 4), larger('b', 'a'))
