import pandas as pd
from sfbulk import Bulk

frame = pd.read_csv('contacts.csv')
rows = frame.to_csv(index=False)
bulk = Bulk()
exec "print 1"
match_me = 3
match match_me:
    case 3:
        print('three')
print('end')
