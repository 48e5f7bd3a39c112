# Rate of SignSGD, of ideal quantization and of ideal distributed coding
# limits-fig07-signsgd-gap · MNIST and CIFAR-10, JPEG copy · profile default · seed 1
# Draws limits-fig07-signsgd-gap.png from limits-fig07-signsgd-gap.tsv; run it in this folder: gnuplot limits-fig07-signsgd-gap.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,12" linewidth 1.2
set output 'limits-fig07-signsgd-gap.png'

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
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('signsgd_bit')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series2 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_in_bit')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series3 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_sum_bit')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series4 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_in_exact_bit')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel1_series5 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_sum_exact_bit')) with table if (strcol('model') eq 'MLP')
unset table

set table $panel2_series1 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('signsgd_bit')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series2 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_in_bit')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series3 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_sum_bit')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series4 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_in_exact_bit')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel2_series5 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_sum_exact_bit')) with table if (strcol('model') eq 'ResNet-20')
unset table

set table $panel3_series1 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('signsgd_bit')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series2 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_in_bit')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series3 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_sum_bit')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series4 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_in_exact_bit')) with table if (strcol('model') eq 'ResNet-56')
unset table

set table $panel3_series5 separator tab
plot 'limits-fig07-signsgd-gap.tsv' using (column('iteration')):(column('r_sum_exact_bit')) with table if (strcol('model') eq 'ResNet-56')
unset table

set datafile nocolumnheaders

set multiplot layout 1,3 title "{/*1.15 Rate of SignSGD, of ideal quantization and of ideal distributed coding}\n{/*0.8 limits-fig07-signsgd-gap · MNIST and CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'MLP' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:*]
set ylabel 'bits per element, 10 workers' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:16.0]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'SignSGD', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'R_in, stated D', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'R_sum, stated D', \
     $panel1_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'R_in, exact D', \
     $panel1_series5 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'R_sum, exact D'

set title 'ResNet-20' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:*]
set ylabel 'bits per element, 10 workers' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:16.0]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'SignSGD', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'R_in, stated D', \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'R_sum, stated D', \
     $panel2_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'R_in, exact D', \
     $panel2_series5 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'R_sum, exact D'

set title 'ResNet-56' noenhanced
set xlabel 'iteration' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:*]
set ylabel 'bits per element, 10 workers' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:16.0]
set key on below horizontal height 1
plot $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'SignSGD', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'R_in, stated D', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'R_sum, stated D', \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'R_in, exact D', \
     $panel3_series5 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'R_sum, exact D'

unset multiplot
set output
