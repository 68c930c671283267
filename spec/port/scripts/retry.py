import random
import time
from collections import defaultdict

from sfbulk import Bulk

MAX_ATTEMPTS = 3


def with_retry(action, attempts=MAX_ATTEMPTS):
    """Calls something a few times before it gives up."""
    for attempt in range(1, attempts + 1):
        try:
            return action(attempt)
        except ValueError as error:
            print(f'attempt {attempt} failed: {error}')
            if attempt == attempts:
                raise
    return None


def unreliable(attempt):
    if attempt < 3:
        raise ValueError(f'not yet, {attempt!r}')
    return 'done'


def main():
    print(with_retry(unreliable))

    bulk = Bulk()
    for attempt in range(3):
        try:
            password = 'wrong' if attempt == 0 else 'practice-password'
            bulk.login('ada@example.com', password, 'PracticeSecurityToken024')
        except Exception as e:
            print('login failed')
            time.sleep(2 ** attempt)
        else:
            print(f'logged in after {attempt + 1} attempts')
            break
    else:
        print('gave up')

    words = ['a', 'b', 'a', 'c', 'b', 'a']
    places = defaultdict(list)
    counts = defaultdict(int)
    for place, word in enumerate(words):
        places[word].append(place)
        counts[word] += 1
    for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f'{word}: {count} {places[word]}')
    print(7 // 2, 7 / 2, 2 ** 10, 7 % 3, round(2.5), -7 // 2)
    print(max(counts.values()), sum(counts.values()), any(c > 2 for c in counts.values()))
    empty = []
    nothing = None
    print(bool(empty), nothing, empty or 'empty', [1, 2.5, None, True, 'x'], (1,), {'k': [1]})
    first, *rest = words
    print(first, len(rest), words[-1], words[::-1][:2], 'b' in words, 'z' not in places)


main()
