#ifndef ZH_GLOSS_H
#define ZH_GLOSS_H

#include "core/stage.h"

/* zhgloss; zhgloss(1) says what it does. */
extern const struct zh_filter zh_filter_gloss;

#endif
