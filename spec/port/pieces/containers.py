class Batch(object):
    def __init__(self, rows):
        self.rows = list(rows)
    def __len__(self):
        return len(self.rows)
    def __iter__(self):
        return iter(self.rows)
    def __getitem__(self, index):
        return self.rows[index]
    def __contains__(self, row):
        return row in self.rows
    def __nonzero__(self):
        return len(self.rows) > 0
    __bool__ = __nonzero__
class Gen(object):
    def __iter__(self):
        for i in range(3):
            yield i
class Iter(object):
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
    next = __next__
class Seq(object):
    def __len__(self):
        return 2
    def __getitem__(self, i):
        if i >= 2:
            raise IndexError(i)
        return i * 10
batch = Batch(['a', 'b', 'c'])
empty = Batch([])
print(len(batch), bool(batch), bool(empty), not empty)
for row in batch:
    print(row)
print(list(batch), ','.join(batch), [r for r in batch], batch[0], batch[-1], batch[1])
print('a' in batch, 'z' in batch, 'z' not in batch)
for i, row in enumerate(batch):
    print(i, row)
print(sorted(batch), dict((r, 1) for r in batch), set(batch) == set(['a', 'b', 'c']))
first, second, third = batch
print(first, third)
print(list(Gen()), sum(Gen()), max(Gen()), [x for x in Gen()], 2 in Gen())
for x in Iter(3):
    print(x)
print(list(Iter(2)))
it = Iter(2)
print(next(it), next(it))
if batch and not empty:
    print('ok')
things = [batch, empty]
for t in things:
    if t:
        print('full', len(t))
    else:
        print('empty', len(t))
x = empty or 'other'
print(x)
print(any([empty, batch]), all([empty, batch]))
def unknown(thing):
    print(len(thing), bool(thing), thing[0], 'a' in thing, list(thing))
unknown(batch)
unknown(['a'])
d = {'x': batch}
print(len(d['x']), d['x'][1])
