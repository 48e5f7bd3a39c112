# Test accuracy against bits of one user, NASNetMobile
# co3-fig16-overhead · CIFAR-10, JPEG copy · profile default · seed 1
# Draws co3-fig16-overhead.png from co3-fig16-overhead.tsv; run it in this folder: gnuplot co3-fig16-overhead.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'co3-fig16-overhead.png'

# The look of every panel
set border 3 linecolor rgb "#444444"
set tics nomirror textcolor rgb "#222222"
set grid linecolor rgb "#dddddd" linewidth 0.8
set style fill solid noborder
set boxwidth 0.8 relative
set key samplen 2.5 spacing 1.2 noenhanced
set palette defined (0 "#440154", 1 "#482878", 2 "#3e4a89", 3 "#31688e", 4 "#26828e", 5 "#1f9e89", 6 "#35b779", 7 "#6dcd59", 8 "#b4de2c", 9 "#fde725")

# The rows of each series, chosen by the values of their columns
set datafile separator tab columnheaders

set table $series1 separator tab
plot 'co3-fig16-overhead.tsv' using (column('bits')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'fp4, γ = 0.9')
unset table

set table $series2 separator tab
plot 'co3-fig16-overhead.tsv' using (column('bits')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'fp8, γ = 0.7')
unset table

set table $series3 separator tab
plot 'co3-fig16-overhead.tsv' using (column('bits')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'fp8, γ = 0.7, top-K of 0.5')
unset table

set table $series4 separator tab
plot 'co3-fig16-overhead.tsv' using (column('bits')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'fp4, γ = 0.9, least-error scale, context range coder')
unset table

set table $series5 separator tab
plot 'co3-fig16-overhead.tsv' using (column('bits')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'fp4, γ = 0.9, least-error scale / 2.0, context range coder')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Test accuracy against bits of one user, NASNetMobile}\n{/*0.8 co3-fig16-overhead · CIFAR-10, JPEG copy · profile default · seed 1}"

unset title
set xlabel 'bits of one user, R' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on below horizontal height 1
plot $series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'fp4, γ = 0.9', \
     $series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'fp8, γ = 0.7', \
     $series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'fp8, γ = 0.7, top-K of 0.5', \
     $series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'fp4, γ = 0.9, least-error scale, context range coder', \
     $series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'fp4, γ = 0.9, least-error scale / 2.0, context range coder', \
     $series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

unset multiplot
set output
