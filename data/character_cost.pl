#!/usr/bin/perl
# Writes lib/encoding/character_cost_table.c: what each character of an encoding costs, in eighths of a bit, as the
# negative logarithm of its share of Chinese text. From data/han-frequency.tsv and Unihan's variants.
#
# usage: character_cost.pl HAN_FREQUENCY UNIHAN_VARIANTS.bz2 > TABLE
use strict;
use warnings;
use Encode ();

my ($frequency, $variants) = @ARGV;
my (%modern, %classical, %share);
my ($modern_sum, $classical_sum) = (0, 0);

open my $f, '<:encoding(UTF-8)', $frequency or die "$frequency: $!\n";
while (<$f>) {
    next if /^#/;
    chomp;
    my ($character, $modern, $classical) = split /\t/;
    my $code = ord $character;
    $modern{$code} = $modern;
    $classical{$code} = $classical;
    $modern_sum += $modern;
    $classical_sum += $classical;
}

# Half of the text is taken to be modern, half classical.
$share{$_} = ($modern{$_} / $modern_sum + $classical{$_} / $classical_sum) / 2 for keys %modern;

# A Traditional form is as likely in its text as the Simplified form is in its own.
open my $u, '-|', 'bzcat', $variants or die "bzcat: $!\n";
my %traditional;
while (<$u>) {
    next unless /^U\+(\w+)\tkTraditionalVariant\t(.+)/;
    my ($simplified, $forms) = (hex $1, $2);
    push @{$traditional{$simplified}}, map { hex s/^U\+//r } split / /, $forms;
}
for my $simplified (sort { $a <=> $b } keys %traditional) {
    my $known = $modern{$simplified} ? ($modern{$simplified} / $modern_sum + ($classical{$simplified} // 0) / $classical_sum) / 2 : 0;
    my @forms = grep { $_ != $simplified } @{$traditional{$simplified}};
    for my $form (@forms) {
        my $part = $known / @forms;
        $share{$form} = $part if $part > ($share{$form} // 0);
    }
}

# Marks of Chinese text that the list lacks; about as frequent as a middling character.
$share{ord $_} //= 0.0005 for map { Encode::decode('UTF-8', $_) }
    qw(「 」 『 』 “ ” ‘ ’ … — · 《 》 （ ） ！ ？ ： ； 、 。 ，), "\xE3\x80\x80";

use constant { UNKNOWN => 160, NONE => 255 }; # 20 bits; not a character

sub cost {
    my ($code) = @_;
    my $share = $share{$code} or return UNKNOWN;
    my $cost = int(-8 * log($share) / log(2) + 0.5);
    return $cost > UNKNOWN ? UNKNOWN : $cost;
}

sub decoded {
    my ($encoding, $bytes) = @_;
    my $text = eval { Encode::decode($encoding, $bytes, Encode::FB_CROAK | Encode::LEAVE_SRC) };
    return defined $text && length $text == 1 ? cost(ord $text) : defined $text && length $text > 1 ? UNKNOWN : NONE;
}

sub table {
    my ($name, @values) = @_;
    print "\nconst unsigned char $name\[" . @values . "] = {\n";
    while (my @row = splice @values, 0, 24) { print '    ', join(', ', @row), ",\n" }
    print "};\n";
}

print "/* Made by data/character_cost.pl; see character_cost.h. */\n#include \"encoding/character_cost.h\"\n";
my @gbk;
for my $lead (0x81 .. 0xFE) {
    for my $trail (0x40 .. 0x7E, 0x80 .. 0xFE) {
        my $cost = decoded('cp936', chr($lead) . chr($trail));
        push @gbk, $cost == NONE ? UNKNOWN : $cost; # GB18030 leaves no pair of bytes out
    }
}
table('zh_cost_gb18030', @gbk);
my @big5;
for my $lead (0x81 .. 0xFE) {
    push @big5, map { decoded('big5-hkscs', chr($lead) . chr($_)) } 0x40 .. 0x7E, 0xA1 .. 0xFE;
}
table('zh_cost_big5', @big5);
table('zh_cost_unicode', map { cost($_) } 0x3000 .. 0x9FFF);
