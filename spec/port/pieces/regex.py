import re
def upper(match):
    return match.group(1).upper()
print(re.sub(r'_(\w)', upper, 'a_b_c'))
print(re.sub(r'_(\w)', lambda m: m.group(1).upper(), 'first_name'))
pattern = re.compile(r'(?P<key>\w+)=(?P<value>\w+)', re.I)
print(pattern.sub(r'\g<value>=\g<key>', 'a=1 b=2'))
print(pattern.sub(lambda m: m.group('key') + ':' + m.group('value').upper(), 'a=x b=y'))
print(pattern.sub('-', 'a=1 b=2', 1), re.sub('a', 'b', 'aaa', count=2))
for m in pattern.finditer('a=1 b=2'):
    print(m.group('key'), m.group(0), m.start(), m.end(), m.span(), m.groups(), m.groupdict(), m['value'], m[1])
for m in re.finditer(r'\d+', 'a1b22'):
    print(m.group())
print(re.findall(r'(\w)=(\w)', 'a=1 b=2'), pattern.findall('a=1'), re.findall('x', 'xax'))
print(re.split(r'[,;]\s*', 'a, b;c'), re.split(r'(,)', 'a,b'), re.split(',', 'a,b,c', 1))
print(re.search('B', 'abc', re.IGNORECASE) is not None, bool(re.match('b', 'abc')))
print(bool(re.match(r'^a.b$', 'a\nb', re.DOTALL)), re.findall('^x', 'x\nx', re.M), re.findall('^X', 'x\nx', re.M | re.I))
print(re.sub(r'\s+', ' ', 'a \n b').strip())
print(re.sub(r'(a)(b)', r'\2\1', 'ab'), re.sub('a', '$&', 'a'), re.sub('a', '$1', 'ba'))
m = re.match(r'(\w+)-(\d+)?', 'ab-')
print(m.group(1), m.group(2), m.groups(), m.group(1, 2))
if m and m.group(2) is None:
    print('none')
print(re.fullmatch(r'\d+', '12') is not None, re.fullmatch(r'\d+', '12a'))
ID = re.compile(r'^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$')
def is_id(text):
    return ID.match(text) is not None
print(is_id('003QQ0000000008YAA'), is_id('x'))
print(re.compile(r'''
    (\d+)   # number
    \s*
    ([a-z]+)  # unit
''', re.VERBOSE).match('10 mb').groups())
print(re.escape('a.b*c'), re.subn('a', 'b', 'aa'))
print(re.sub('[^a-z]', '', 'a1B2', flags=re.I))
print(re.sub(r'\bId\b', '`Id`', 'Id AccountId'))
text = re.sub("'", "\\'", "O'Hara")
print(text)
print(re.match(r'(?i)abc', 'ABC') is not None)
print(re.search(r'(\d+)$', 'batch 12').group(1), re.search(r'\Ax\Z', 'x') is not None)
