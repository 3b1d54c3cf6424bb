#ifndef ZH_PARA_H
#define ZH_PARA_H

#include "core/stage.h"

/* zhpara; zhpara(1) says what it does. */
extern const struct zh_filter zh_filter_para;

#endif
