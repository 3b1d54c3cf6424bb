/* The stages of a recipe, joined, with a sink behind the last. zh.h declares the calls on an open pipeline. */
#ifndef ZH_PIPELINE_H
#define ZH_PIPELINE_H

#include "core/recipe.h"
#include "zh.h"

/* Opens the stages of a recipe, of which there is at least one. The recipe is the pipeline's from then on, also when
 * this fails, and is left empty. Returns NULL with *error filled in. */
struct zh_pipeline *zh_pipeline_of(struct zh_recipe *recipe, const struct zh_options *options, zh_sink *sink,
                                   void *context, struct zh_error *error);

#endif
