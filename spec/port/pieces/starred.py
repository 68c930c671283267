rows = [[1, 2, 3, 4], [5, 6, 7, 8]]
for first, *middle, last in rows:
    print(first, middle, last)
print([m for a, *m, z in rows])
a, *b, c = rows[0]
print(a, b, c)
[a, *b, c] = 'hello'
print(a, b, c)
x, (y, *z) = 1, (2, 3, 4)
print(x, y, z)
x, (y, *z, w) = 1, (2, 3, 4)
print(x, y, z, w)
*init, last = [1, 2, 3]
print(init, last)
d = {k: v for k, *v, q in [('a', 1, 2, 3)]}
print(d)
head, *tail = 'a,b,c'.split(',')
print(head, tail)
print({a for a, *_, b in rows} == {1, 5})
print(sum(x for *_, x in rows))
