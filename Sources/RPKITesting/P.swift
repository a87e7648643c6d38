internal import Crypto
internal import CryptoExtras
enum P {}
