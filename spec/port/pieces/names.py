class Base(object):
    def value(self):
        return 1
    def name(self):
        return None
    def rows(self):
        raise NotImplementedError()
    def load(self, a):
        return a
class Child(Base):
    def value(self):
        return 'x'
    def name(self):
        return 'n'
    def rows(self):
        return [1]
    def load(self, a, b):
        return a + b
print(Base().value(), Child().value(), Child().name(), Child().rows(), Child().load(1, 2))
def status():
    return 'ok'
status = status()
print(status)
def rows():
    return [1, 2]
def use():
    rows = [3]
    return rows
for count in rows():
    print(count)
def result(a):
    return a
x = result(1)
result = result(2)
print(result)
