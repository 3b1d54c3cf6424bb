#include "core/pipeline.h"

#include "core/diagnostics.h"
#include "core/stage.h"

#include <stdlib.h>

/* The last stage of every pipeline. */
struct sink_stage {
    struct zh_stage stage;
    zh_sink *sink;
    void *context;
};

struct zh_pipeline {
    struct zh_report report;
    struct zh_recipe recipe;
    struct sink_stage last;
    size_t count; /* of stages that are open */
    struct zh_stage *stages[];
};

static int sink_write(struct zh_stage *stage, const char *bytes, size_t n)
{
    struct sink_stage *last = (struct sink_stage *)stage;
    if (last->sink(last->context, bytes, n) == 0)
        return 0;
    return zh_error_set(&stage->report->error, ZH_ERROR_SINK, NULL, NULL, "the output could not be handed on");
}

static int sink_close(struct zh_stage *stage)
{
    (void)stage;
    return 0;
}

struct zh_pipeline *zh_pipeline_of(struct zh_recipe *recipe, const struct zh_options *options, zh_sink *sink,
                                   void *context, struct zh_error *error)
{
    struct zh_pipeline *pipeline = calloc(1, sizeof *pipeline + recipe->count * sizeof *pipeline->stages);
    if (!pipeline) {
        zh_recipe_free(recipe);
        zh_error_memory(error, NULL);
        return NULL;
    }
    pipeline->recipe = *recipe;
    *recipe = (struct zh_recipe){0};
    if (options)
        pipeline->report.options = *options;
    pipeline->last = (struct sink_stage){
        .stage = {.write = sink_write, .close = sink_close, .report = &pipeline->report, .name = ""},
        .sink = sink,
        .context = context,
    };
    bool valid = false;
    for (size_t i = 0; i < pipeline->recipe.count; i++) {
        const struct zh_recipe_stage *asked = &pipeline->recipe.stages[i];
        struct zh_stage *stage = asked->filter->open(asked->config, error);
        if (!stage) {
            error->stage = asked->filter->name;
            zh_pipeline_free(pipeline);
            return NULL;
        }
        stage->name = asked->filter->name;
        stage->report = &pipeline->report;
        stage->next = &pipeline->last.stage;
        stage->takes_valid = valid;
        valid = stage->gives_valid;
        if (i > 0)
            pipeline->stages[i - 1]->next = stage;
        pipeline->stages[pipeline->count++] = stage;
    }
    return pipeline;
}

int zh_pipeline_write(struct zh_pipeline *pipeline, const void *bytes, size_t n)
{
    struct zh_stage *first = pipeline->stages[0];
    return n == 0 ? 0 : first->write(first, bytes, n);
}

int zh_pipeline_close(struct zh_pipeline *pipeline)
{
    struct zh_stage *first = pipeline->stages[0];
    return first->close(first);
}

const struct zh_error *zh_pipeline_error(const struct zh_pipeline *pipeline)
{
    return &pipeline->report.error;
}

void zh_pipeline_free(struct zh_pipeline *pipeline)
{
    if (!pipeline)
        return;
    for (size_t i = 0; i < pipeline->count; i++)
        pipeline->stages[i]->free(pipeline->stages[i]);
    zh_recipe_free(&pipeline->recipe);
    free(pipeline);
}
