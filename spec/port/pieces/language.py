import sys
import itertools
from itertools import islice, chain, groupby, zip_longest, count, product
def chunks(rows, size):
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
def batches(items, n):
    it = iter(items)
    while True:
        batch = list(islice(it, n))
        if not batch:
            return
        yield batch
print(list(chunks([1, 2, 3, 4, 5], 2)), list(batches(range(5), 2)))
for i, batch in enumerate(batches('abcdef', 4), 1):
    print(i, batch)
print(list(chain([1], [2, 3])), list(chain.from_iterable([[1], [2]])))
for k, grp in groupby(sorted(['b1', 'a1', 'b2']), key=lambda s: s[0]):
    print(k, list(grp))
print(list(zip([1, 2], 'ab', [True, False])))
print(list(islice([1, 2, 3, 4], 1, 3)), list(islice(range(10), 0, 10, 3)), list(zip(*[[1, 2], [3, 4]])))
total = 0
def bump(n=1):
    global total
    total += n
bump(); bump(5)
print(total)
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    inner()
    return inner()
print(outer())
class Base(object):
    count = 0
    def __init__(self, name, size=200):
        self.name = name
        self._rows = []
        self.size = size
        Base.count += 1
    def add(self, *rows):
        self._rows.extend(rows)
        return self
    @property
    def full(self):
        return len(self._rows) >= self.size
    @staticmethod
    def twice(n):
        return n * 2
    @classmethod
    def make(cls, name):
        return cls(name, size=2)
    def __len__(self):
        return len(self._rows)
    def __repr__(self):
        return '<%s %d>' % (self.name, len(self._rows))
    def __iter__(self):
        return iter(self._rows)
    def __getitem__(self, i):
        return self._rows[i]
    def __contains__(self, x):
        return x in self._rows
    def __eq__(self, other):
        return self.name == other.name
class Child(Base):
    def put(self, *rows):
        super(Child, self).add(*rows)
        return len(self)
b = Base.make('b')
b.add('x', 'y')
print(b, len(b), b.full, Base.twice(4), Base.count, [b], str(b), 'x' in b)
for r in b:
    print(r)
print(b[0], b == Base('b'), isinstance(b, Base), type(b).__name__)
c = Child('c', 1)
print(c.put("z"), c.full, c.name, Base.count, hasattr(c, 'name'), getattr(c, 'nope', 'none'))
if b:
    print('b true')
if not Base('e'):
    print('empty false')
x = None
if x is None and not x:
    print('none', x or 'default', x if x else 'else')
y = []
print(y or 'empty', x or 'zero', [] and 1)
a, b2 = 1, 2
a, b2 = b2, a
print(a, b2)
lst = [3, 1, 2]
print(sorted(lst), sorted(lst, reverse=True), lst[::-1], lst[-2:], lst[:-1], max(lst), lst.index(1), lst.count(3))
lst.sort(key=lambda v: -v)
print(lst)
print(lst.pop(), lst.pop(0), lst)
lst[0:1] = [7, 8, 9]
print(lst)
del lst[0]
del lst[:1]
print(lst, [x for x in lst if x], lst * 2)
m = [[0] * 2 for _ in range(2)]
m[0][1] = 5
print(m, [list(r) for r in zip(*m)], [c for row in m for c in row])
s = {1, 2, 3}
print(s & {2, 9}, s | {4}, s - {1}, s ^ {3, 4}, len(s), {2} <= s, sorted(s, reverse=True))
d = {'a': 1, 'b': 2}
d.update(c=3)
d.update({'d': 4})
print(d.pop('a'), d.pop('zz', None), d, list(d), sorted(d.values()), 'b' in d, d.get('q'), d.get('q', 0), len(d))
print(dict(zip(['k'], ['v'])), dict([('a', 1)]), dict(d, z=1))
print([(k, v) for k, v in sorted(d.items(), key=lambda kv: kv[1], reverse=True)], min(d, key=d.get))
for i in range(5):
    if i == 3:
        break
else:
    print('no break')
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print(n, end=' ')
else:
    print('done')
try:
    int('x')
except (ValueError, TypeError) as e:
    print('bad', e, type(e).__name__)
else:
    print('never')
finally:
    print('finally')
class MyError(Exception):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
try:
    raise MyError(7, 'boom')
except MyError as e:
    print(e.code, e, str(e))
def g():
    try:
        return 1
    finally:
        print('cleanup')
print(g())
try:
    {}['k']
except KeyError as e:
    print('key', e)
try:
    [][1]
except IndexError as e:
    print('index', e)
try:
    1 / 0
except ZeroDivisionError as e:
    print('zero', e)
try:
    open('/nope')
except IOError as e:
    print('io', e.errno)
print(*[1, 2], sep=', ')
print('a', 'b', sep='')
print(sys.argv[1:], len(sys.argv))
print([i for i in range(10, 0, -3)], list(range(3)), list(range(2, 8, 2)), sum(range(5)))
f = lambda x, y=2: x + y
print(f(1), f(1, 3), list(map(lambda x: x * 2, [1, 2])), list(filter(None, [0, 1, '', 'a'])), list(map(str, [1, 2])), list(map(int, '1 2'.split())))
print(' '.join('%s=%s' % (k, v) for k, v in sorted({'b': 1, 'a': 2}.items())))
print("""multi
  line %s""" % 'text')
if __name__ == '__main__':
    sys.exit(3)
