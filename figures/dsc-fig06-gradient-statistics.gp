# Variances of global gradient and noise over training, known and from signs
# dsc-fig06-gradient-statistics · MNIST and CIFAR-10, JPEG copy · profile default · seed 1
# Draws dsc-fig06-gradient-statistics.png from dsc-fig06-gradient-statistics.tsv; run it in this folder: gnuplot dsc-fig06-gradient-statistics.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,12" linewidth 1.2
set output 'dsc-fig06-gradient-statistics.png'

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
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_true')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series2 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_online')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series3 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_online_by_layer')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series4 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_n2_true')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series5 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_n2_online')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel2_series1 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_true')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series2 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_online')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series3 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_online_by_layer')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series4 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_n2_true')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series5 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_n2_online')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel3_series1 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_true')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series2 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_online')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series3 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_x2_online_by_layer')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series4 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_n2_true')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series5 separator tab
plot 'dsc-fig06-gradient-statistics.tsv' using (column('iteration')):(column('sigma_n2_online')) with table if (strcol('model') eq 'ResNet-56')
unset table

set datafile nocolumnheaders

set multiplot layout 1,3 title "{/*1.15 Variances of global gradient and noise over training, known and from signs}\n{/*0.8 dsc-fig06-gradient-statistics · MNIST and CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'MLP' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:*]
set ylabel 'variance' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'σ_X² true', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'σ_X² from signs', \
     $panel1_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'σ_X² from signs, by tensor', \
     $panel1_series4 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'σ_N² true', \
     $panel1_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 title 'σ_N² from signs'

set title 'ResNet-20' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:*]
set ylabel 'variance' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'σ_X² true', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'σ_X² from signs', \
     $panel2_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'σ_X² from signs, by tensor', \
     $panel2_series4 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'σ_N² true', \
     $panel2_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 title 'σ_N² from signs'

set title 'ResNet-56' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:*]
set ylabel 'variance' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'σ_X² true', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'σ_X² from signs', \
     $panel3_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'σ_X² from signs, by tensor', \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'σ_N² true', \
     $panel3_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 title 'σ_N² from signs'

unset multiplot
set output
