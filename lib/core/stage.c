#include "core/stage.h"

#include "core/diagnostics.h"

#include <stdarg.h>
#include <stdio.h>

int zh_stage_tell(struct zh_stage *stage, struct zh_event *event)
{
    struct zh_report *report = stage->report;
    if (!zh_stage_wants(stage, event->kind))
        return 0;
    event->stage = stage->name;
    if (report->options.on_event(report->options.event_context, event) == 0)
        return 0;
    return zh_error_set(&report->error, ZH_ERROR_SINK, stage->name, NULL, "the event could not be handed on");
}

int zh_stage_fail(struct zh_stage *stage, const struct zh_place *place, const char *format, ...)
{
    char text[sizeof stage->report->error.text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return zh_error_set(&stage->report->error, ZH_ERROR_TEXT, stage->name, place, "%s", text);
}

int zh_stage_fail_memory(struct zh_stage *stage)
{
    return zh_error_memory(&stage->report->error, stage->name);
}
