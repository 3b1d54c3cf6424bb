#ifndef ZH_ICONV_H
#define ZH_ICONV_H

#include "core/stage.h"

/* zhiconv; zhiconv(1) says what it does. */
extern const struct zh_filter zh_filter_iconv;

#endif
