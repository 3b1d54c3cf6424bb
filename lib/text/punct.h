#ifndef ZH_PUNCT_H
#define ZH_PUNCT_H

#include "core/stage.h"

/* zhpunct; zhpunct(1) says what it does. */
extern const struct zh_filter zh_filter_punct;

#endif
