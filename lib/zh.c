#include "zh.h"

#include "core/buffer.h"
#include "core/diagnostics.h"
#include "core/pipeline.h"
#include "core/recipe.h"
#include "filters.h"

struct zh_pipeline *zh_pipeline_open(const char *recipe, const struct zh_options *options, zh_sink *sink, void *context,
                                     struct zh_error *error)
{
    struct zh_recipe parsed = {0};
    if (zh_recipe_parse(&parsed, recipe ? recipe : ZH_STANDARD_RECIPE, zh_filters, error))
        return NULL;
    return zh_pipeline_of(&parsed, options, sink, context, error);
}

static int append(void *context, const char *bytes, size_t n)
{
    return zh_buffer_append(context, bytes, n);
}

int zh_convert(const char *recipe, const void *bytes, size_t n, char **result, size_t *result_size,
               struct zh_error *error)
{
    struct zh_buffer out = {0};
    *result = NULL;
    struct zh_pipeline *pipeline = zh_pipeline_open(recipe, NULL, append, &out, error);
    if (!pipeline)
        return -1;
    int failed = zh_pipeline_write(pipeline, bytes, n) || zh_pipeline_close(pipeline);
    if (failed)
        *error = *zh_pipeline_error(pipeline);
    zh_pipeline_free(pipeline);
    /* The one reason for which append() fails. */
    if ((failed && error->kind == ZH_ERROR_SINK) || (!failed && zh_buffer_append(&out, "", 1)))
        failed = zh_error_memory(error, NULL);
    if (failed) {
        zh_buffer_free(&out);
        return -1;
    }
    *result = out.bytes;
    *result_size = out.size - 1;
    return 0;
}

const char *zh_version(void)
{
    return ZH_VERSION;
}
