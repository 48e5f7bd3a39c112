# Correlation of two workers' gradients over training, 10 workers, batch 20
# dsc-fig01-pearson · MNIST and CIFAR-10, JPEG copy · profile default · seed 1
# Draws dsc-fig01-pearson.png from dsc-fig01-pearson.tsv; run it in this folder: gnuplot dsc-fig01-pearson.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig01-pearson.png'

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

set table $panel1_series1 separator tab
plot 'dsc-fig01-pearson.tsv' using (column('iteration')):(column('pearson_mean')):(column('pearson_sd')) with table if (strcol('model') eq 'MLP' && strcol('partition') eq 'iid')
unset table

set table $panel1_series2 separator tab
plot 'dsc-fig01-pearson.tsv' using (column('iteration')):(column('pearson_mean')):(column('pearson_sd')) with table if (strcol('model') eq 'MLP' && strcol('partition') eq 'non-iid')
unset table

set table $panel2_series1 separator tab
plot 'dsc-fig01-pearson.tsv' using (column('iteration')):(column('pearson_mean')):(column('pearson_sd')) with table if (strcol('model') eq 'ResNet-20' && strcol('partition') eq 'iid')
unset table

set table $panel2_series2 separator tab
plot 'dsc-fig01-pearson.tsv' using (column('iteration')):(column('pearson_mean')):(column('pearson_sd')) with table if (strcol('model') eq 'ResNet-20' && strcol('partition') eq 'non-iid')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Correlation of two workers' gradients over training, 10 workers, batch 20}\n{/*0.8 dsc-fig01-pearson · MNIST and CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'MLP on MNIST' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:2901.0]
set ylabel 'Pearson correlation (mean ± sd)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on inside top right vertical
plot $panel1_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel1_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'IID', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'non-IID'

set title 'ResNet-20 on CIFAR-10, JPEG copy' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:50.0]
set ylabel 'Pearson correlation (mean ± sd)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on inside top right vertical
plot $panel2_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel2_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'IID', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'non-IID'

unset multiplot
set output
