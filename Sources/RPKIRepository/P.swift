internal import GRDB
enum P {}
