#include "block/para.h"
#include "driver.h"

int main(int argc, char **argv)
{
    return zh_filter_main(&zh_filter_para, argc, argv);
}
