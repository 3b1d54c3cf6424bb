#ifndef ZH_FMT_H
#define ZH_FMT_H

#include "core/stage.h"

/* zhfmt; zhfmt(1) says what it does. */
extern const struct zh_filter zh_filter_fmt;

#endif
