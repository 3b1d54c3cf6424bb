#include "filters.h"

#include "block/para.h"
#include "emit/fmt.h"
#include "encoding/iconv.h"
#include "text/clean.h"
#include "text/gloss.h"
#include "text/punct.h"

const struct zh_filter *const zh_filters[] = {
    &zh_filter_iconv, &zh_filter_clean, &zh_filter_para, &zh_filter_gloss, &zh_filter_punct, &zh_filter_fmt, NULL,
};
