#ifndef ZH_CLEAN_H
#define ZH_CLEAN_H

#include "core/stage.h"

/* zhclean; zhclean(1) says what it does. */
extern const struct zh_filter zh_filter_clean;

#endif
