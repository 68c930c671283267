def f(a, b):
    return a % b, a // b
print(f(-7, 3), f(7, -3), f(7, 3), f(-7, -3))
for i in range(-3, 4):
    print(i % 3, i // 2, i)
x = -5
x %= 3
print(x)
x = -5
x //= 3
print(x)
print(divmod(-7, 3))
n = int('-4')
print(n % 3)
print(len([1, 2, 3]) % 2)
y = 2 - 9
print(y % 4, -y % 4)
print(7 / 2, 7 // 2, -7 // 2, 7.0 // 2)
