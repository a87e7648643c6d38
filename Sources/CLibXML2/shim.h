#include <libxml/xmlversion.h>
// Debian's libxml2 shows ICU's types in its headers, which would contradict Foundation's own copy of ICU. Nothing that is
// used here has them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
