#!/usr/bin/perl
# Writes lib/text/reading_table.c: the Mandarin readings of every ideograph, from Unihan, and what is known of its form
# and use. Zhuyin spellings are made from the pinyin by the rules of Hanyu Pinyin (ISO 7098).
#
# usage: readings.pl UNIHAN_READINGS.bz2 UNIHAN_VARIANTS.bz2 HAN_FREQUENCY > TABLE
use strict;
use warnings;
use Unicode::Normalize 'NFD';
binmode STDOUT, ':encoding(UTF-8)';

my ($readings, $variants, $frequency) = @ARGV;
my %tone_of = ("\x{304}" => 1, "\x{301}" => 2, "\x{30C}" => 3, "\x{300}" => 4);
my (%readings, %forms, %common);

sub in_range { my $c = shift; ($c >= 0x3400 && $c <= 0x4DBF) || ($c >= 0x4E00 && $c <= 0x9FFF) }

# A syllable without its tone, u with diaeresis as v, and the tone, 5 for the neutral one.
sub split_tone {
    my $tone = 5;
    my $base = '';
    for my $c (split //, NFD(lc shift)) {
        if ($tone_of{$c}) { $tone = $tone_of{$c} }
        elsif ($c eq "\x{308}") { $base =~ s/u\z/v/ }
        elsif ($c =~ /[a-z]/) { $base .= $c }
        elsif ($c eq "\x{302}") { }
        else { return }
    }
    return length $base ? ($base, $tone) : ();
}

open my $r, '-|:encoding(UTF-8)', 'bzcat', $readings or die "bzcat: $!\n";
while (<$r>) {
    next unless /^U\+(\w+)\t(kMandarin|kHanyuPinyin|kXHC1983|kTGHZ2013|kHanyuPinlu)\t(.+)/;
    my ($code, $values) = (hex $1, $3);
    next unless in_range($code);
    $values =~ s/\(\d+\)//g;
    for my $value (split / /, $values) {
        $value =~ s/^[^:]*://;
        for my $reading (split /,/, $value) {
            my ($base, $tone) = split_tone($reading) or next;
            $readings{$code}{"$base$tone"} = 1;
        }
    }
}
open my $v, '-|', 'bzcat', $variants or die "bzcat: $!\n";
while (<$v>) {
    next unless /^U\+(\w+)\tk(?:Simplified|Traditional)Variant\t(.+)/;
    my ($code, $to) = ($1, $2);
    $forms{hex $code} = 1 if grep { $_ ne "U+$code" } split / /, $to;
}
open my $f, '<:encoding(UTF-8)', $frequency or die "$frequency: $!\n";
my $rank = 0;
while (<$f>) {
    next if /^#/;
    my $code = ord;
    last if $rank == 3500;
    next unless in_range($code);
    $common{$code} = 1;
    $rank++;
}

my %initial = (b => 'ㄅ', p => 'ㄆ', m => 'ㄇ', f => 'ㄈ', d => 'ㄉ', t => 'ㄊ', n => 'ㄋ', l => 'ㄌ', g => 'ㄍ', k => 'ㄎ',
    h => 'ㄏ', j => 'ㄐ', q => 'ㄑ', x => 'ㄒ', zh => 'ㄓ', ch => 'ㄔ', sh => 'ㄕ', r => 'ㄖ', z => 'ㄗ', c => 'ㄘ', s => 'ㄙ');
my %final = (a => 'ㄚ', o => 'ㄛ', e => 'ㄜ', ai => 'ㄞ', ei => 'ㄟ', ao => 'ㄠ', ou => 'ㄡ', an => 'ㄢ', en => 'ㄣ', ang => 'ㄤ',
    eng => 'ㄥ', er => 'ㄦ', i => 'ㄧ', ia => 'ㄧㄚ', io => 'ㄧㄛ', ie => 'ㄧㄝ', iai => 'ㄧㄞ', iao => 'ㄧㄠ', iu => 'ㄧㄡ',
    ian => 'ㄧㄢ', in => 'ㄧㄣ', iang => 'ㄧㄤ', ing => 'ㄧㄥ', u => 'ㄨ', ua => 'ㄨㄚ', uo => 'ㄨㄛ', uai => 'ㄨㄞ', ui => 'ㄨㄟ',
    uan => 'ㄨㄢ', un => 'ㄨㄣ', uang => 'ㄨㄤ', ong => 'ㄨㄥ', v => 'ㄩ', ve => 'ㄩㄝ', van => 'ㄩㄢ', vn => 'ㄩㄣ', iong => 'ㄩㄥ');
{ no utf8; utf8::decode($_) for values %initial, values %final; }

sub zhuyin {
    my ($syllable) = @_;
    my ($initial, $final) = $syllable =~ /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?(.*)$/;
    $initial //= '';
    $final = '' if $final eq 'i' && $initial =~ /^([zcs]h?|r)$/;
    $final =~ s/^u/v/ if $initial =~ /^[jqx]$/;
    if ($initial eq '') {
        $final =~ s/^yu/v/ or $final =~ s/^yi/i/ or $final =~ s/^y/i/ or $final =~ s/^wu/u/ or $final =~ s/^w/u/;
        $final =~ s/^vng$/iong/ or $final =~ s/^iou$/iu/ or $final =~ s/^uei$/ui/ or $final =~ s/^uen$/un/
            or $final =~ s/^ueng$/ong/ or $final =~ s/^iong$/iong/ or $final =~ s/^ven$/vn/;
    }
    my $spelled = $final eq '' ? '' : $final{$final};
    return defined $spelled && "$initial$spelled" ne '' ? ($initial ? $initial{$initial} : '') . $spelled : '';
}

my %syllables;
for my $code (keys %readings) { $syllables{substr $_, 0, -1} = 1 for keys %{$readings{$code}} }
my @syllables = sort keys %syllables;
my %number = map { $syllables[$_] => $_ } 0 .. $#syllables;
print "/* Made by data/readings.pl; see reading_table.h. */\n#include \"text/reading_table.h\"\n\n";
print "const struct zh_syllable zh_syllables[] = {\n";
print "    {\"$_\", \"", zhuyin($_), "\"},\n" for @syllables;
print "};\n\n";

my (%set, @pool);
push @pool, 0;
my %entry;
for my $code (sort { $a <=> $b } keys %readings) {
    my @ids = sort { $a <=> $b } map { $number{substr $_, 0, -1} * 8 + substr $_, -1 } keys %{$readings{$code}};
    my $key = "@ids";
    unless (defined $set{$key}) {
        $set{$key} = @pool;
        push @pool, @ids, 0;
    }
    $entry{$code} = $set{$key};
}
sub array {
    my ($type, $name, @values) = @_;
    print "const $type $name\[] = {\n";
    while (my @row = splice @values, 0, 16) { print '    ', join(', ', @row), ",\n" }
    print "};\n\n";
}
die "too many readings\n" if @pool > 0x8000;
array('unsigned short', 'zh_readings', @pool);
array('unsigned short', 'zh_reading_index', map { $entry{$_} // 0 } 0x3400 .. 0x9FFF);
my @marks;
for my $code (0x3400 .. 0x9FFF) {
    $marks[($code - 0x3400) >> 2] += (($forms{$code} ? 1 : 0) + ($common{$code} ? 2 : 0)) << 2 * (($code - 0x3400) & 3);
}
array('unsigned char', 'zh_character_marks', @marks);
