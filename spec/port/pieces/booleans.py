flags = [True, False, True]
count = 0
for flag in flags:
    count += flag
print(count)
print(True + 1, sum(flags), sum(x > 1 for x in [1, 2, 3]), sum(flags) / 2)
n = (3 > 2) + (2 > 1)
print(n)
hits = 5
hits = hits + (hits > 3)
print(hits)
total = True * 5
print(total, -True, True & False, True | False, True ^ True)
print('row' + 's' * (n != 1), ('no', 'yes')[n > 1], ['no', 'yes'][bool(0)])
print(True == 1, 1 == True, n == True, True > 0, 3 // True, 7 % True)
ok = True
ok &= False
print(ok)
ok |= n > 1
print(ok)
seen = 0
seen |= 4
print(seen, [1] * True)
x = '%d of %d' % (flags[0], True)
print(x, max(flags), int(True))
