from collections import namedtuple, OrderedDict, defaultdict, Counter
Row = namedtuple('Row', ['id', 'name', 'amount'])
Point = namedtuple('Point', 'x y')
Pair = namedtuple('Pair', 'left, right')
r = Row('1', 'Ada', 2.5)
s = Row(id='2', name='Bob', amount=3)
print(r, s)
print(r.id, r[1], r[-1], len(r), r.amount + 1)
i, n, a = r
print(i, n, a)
print(r._asdict(), dict(r._asdict()))
print(r._replace(name='Eve'), r)
print(Row._fields, ','.join(Row._fields), r._fields)
print(Row(*['3', 'Cy', 1]), Row._make(['4', 'Dee', 0]))
print(r == Row('1', 'Ada', 2.5), r == ('1', 'Ada', 2.5), r != s)
for field in r:
    print(field)
rows = [s, r]
rows.sort()
print([x.name for x in rows], sorted(rows, key=lambda x: x.name, reverse=True)[0].name)
for id_, name, amount in rows:
    print(id_, name, amount)
p = Point(1, 2)
print(p.x + p.y, p, '%s,%s' % p, '{0.x} {0.y}'.format(p), '{p.x}'.format(p=p), '%r' % (p,))
print(list(p), tuple(p), max(p), p + (3,), 1 in p, list(zip(Point._fields, p)))
d = {'pt': p}
print(d, [p, p])
print(getattr(p, 'x'), isinstance(p, tuple), isinstance(p, Point))
def make():
    return Pair(left=[1], right=None)
q = make()
print(q.left, q.right, q)
if q.right is None:
    print('none')
with_default = [Row(*line.split(',')) for line in ['a,b,c', 'd,e,f']]
print(with_default[1].name, with_default)
class Result(namedtuple('Result', 'ok failed')):
    __slots__ = ()
    def total(self):
        return self.ok + self.failed
    @property
    def rate(self):
        return 100.0 * self.ok / self.total()
    def __str__(self):
        return '%d ok' % self.ok
t = Result(3, 1)
print(t.total(), t.rate, t, repr(t), t.ok)
total = Result(*[sum(x) for x in zip(t, Result(1, 1))])
print(total.ok, total.failed)
from typing import NamedTuple
class Typed(NamedTuple):
    name: str
    size: int = 3
    def label(self):
        return self.name + str(self.size)
u = Typed('a')
print(u, u.size, u.label(), Typed('b', size=9))
D = namedtuple('D', 'a b c', defaults=[None, 5])
print(D(1), D(1, 2).c)
