import json
d = {'b': [1, 2.5, None, True], 'a': {'z': 'é', 'y': "q\"\\\n\x01"}, 'n': 10, 'e': [], 'o': {}}
print(json.dumps(d))
print(json.dumps(d, sort_keys=True))
print(json.dumps(d, sort_keys=True, indent=2))
print(json.dumps(d, indent=4))
print(json.dumps(d, ensure_ascii=False))
print(json.dumps([1, 2], separators=(',', ':')))
print(json.dumps({'10': 1, '9': 2, 'a': 3}, sort_keys=True))
print(json.dumps('x'), json.dumps(None), json.dumps(1.0), json.dumps(True))
with open('o.json', 'w') as f:
    json.dump(d, f, sort_keys=True, indent=1)
print(open('o.json').read())
