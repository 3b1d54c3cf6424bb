/* The table of all filters, by which recipes find them. */
#ifndef ZH_FILTERS_H
#define ZH_FILTERS_H

#include "core/stage.h"

extern const struct zh_filter *const zh_filters[]; /* ended by NULL */

#endif
