/* Characters that stand for another one: radicals (EquivalentUnifiedIdeograph.txt), compatibility ideographs with a
 * canonical singleton, full-width letters and digits, small and vertical forms (UnicodeData.txt; a mark of ASCII becomes
 * its full-width form). Made by data/repairs.pl. */
#ifndef ZH_REPAIR_TABLE_H
#define ZH_REPAIR_TABLE_H

#include <stdint.h>

enum zh_repair_class { ZH_REPAIR_RADICAL, ZH_REPAIR_COMPATIBILITY, ZH_REPAIR_WIDTH, ZH_REPAIR_FORM };

struct zh_repair {
    uint32_t from, to;
    enum zh_repair_class class;
};

#define ZH_REPAIRS 1450

extern const struct zh_repair zh_repairs[ZH_REPAIRS]; /* ascending */

#endif
