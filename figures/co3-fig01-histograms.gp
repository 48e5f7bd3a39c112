# Histograms of gradients of upper layers, with fitted laws
# co3-fig01-histograms · CIFAR-10, JPEG copy · profile default · seed 1
# Draws co3-fig01-histograms.png from co3-fig01-histograms.tsv; run it in this folder: gnuplot co3-fig01-histograms.gp
set terminal pngcairo size 1200,1600 font "DejaVu Sans,12" linewidth 1.2
set output 'co3-fig01-histograms.png'

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
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '1' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '1' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '1' && strcol('kind') eq 'epochMean')
unset table

set table $panel2_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '3' && strcol('kind') eq 'epochMean')
unset table

set table $panel2_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '3' && strcol('kind') eq 'epochMean')
unset table

set table $panel2_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '3' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '5' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '5' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '5' && strcol('kind') eq 'epochMean')
unset table

set table $panel4_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '1' && strcol('kind') eq 'iteration')
unset table

set table $panel4_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '1' && strcol('kind') eq 'iteration')
unset table

set table $panel4_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '1' && strcol('kind') eq 'iteration')
unset table

set table $panel5_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '3' && strcol('kind') eq 'iteration')
unset table

set table $panel5_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '3' && strcol('kind') eq 'iteration')
unset table

set table $panel5_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '3' && strcol('kind') eq 'iteration')
unset table

set table $panel6_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '5' && strcol('kind') eq 'iteration')
unset table

set table $panel6_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '5' && strcol('kind') eq 'iteration')
unset table

set table $panel6_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'ResNet50V2' && strcol('epoch') eq '5' && strcol('kind') eq 'iteration')
unset table

set table $panel7_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '1' && strcol('kind') eq 'epochMean')
unset table

set table $panel7_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '1' && strcol('kind') eq 'epochMean')
unset table

set table $panel7_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '1' && strcol('kind') eq 'epochMean')
unset table

set table $panel8_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '3' && strcol('kind') eq 'epochMean')
unset table

set table $panel8_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '3' && strcol('kind') eq 'epochMean')
unset table

set table $panel8_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '3' && strcol('kind') eq 'epochMean')
unset table

set table $panel9_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '5' && strcol('kind') eq 'epochMean')
unset table

set table $panel9_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '5' && strcol('kind') eq 'epochMean')
unset table

set table $panel9_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '5' && strcol('kind') eq 'epochMean')
unset table

set table $panel10_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '1' && strcol('kind') eq 'iteration')
unset table

set table $panel10_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '1' && strcol('kind') eq 'iteration')
unset table

set table $panel10_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '1' && strcol('kind') eq 'iteration')
unset table

set table $panel11_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '3' && strcol('kind') eq 'iteration')
unset table

set table $panel11_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '3' && strcol('kind') eq 'iteration')
unset table

set table $panel11_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '3' && strcol('kind') eq 'iteration')
unset table

set table $panel12_series1 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '5' && strcol('kind') eq 'iteration')
unset table

set table $panel12_series2 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('gennorm_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '5' && strcol('kind') eq 'iteration')
unset table

set table $panel12_series3 separator tab
plot 'co3-fig01-histograms.tsv' using (column('x_deviations')):(column('normal_per_deviation')) with table if (strcol('network') eq 'NASNetMobile' && strcol('epoch') eq '5' && strcol('kind') eq 'iteration')
unset table

set datafile nocolumnheaders

set multiplot layout 4,3 title "{/*1.15 Histograms of gradients of upper layers, with fitted laws}\n{/*0.8 co3-fig01-histograms · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'ResNet50V2, epoch 1, mean: β = 1.27' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'ResNet50V2, epoch 3, mean: β = 1.07' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'ResNet50V2, epoch 5, mean: β = 1.21' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel3_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'ResNet50V2, epoch 1, iteration: β = 1.06' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel4_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel4_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'ResNet50V2, epoch 3, iteration: β = 1.05' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel5_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel5_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel5_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'ResNet50V2, epoch 5, iteration: β = 1.09' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel6_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel6_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel6_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'NASNetMobile, epoch 1, mean: β = 1.38' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel7_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel7_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel7_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'NASNetMobile, epoch 3, mean: β = 1.29' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel8_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel8_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel8_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'NASNetMobile, epoch 5, mean: β = 1.36' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel9_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel9_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel9_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'NASNetMobile, epoch 1, iteration: β = 1.33' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel10_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel10_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel10_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'NASNetMobile, epoch 3, iteration: β = 1.21' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel11_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel11_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel11_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

set title 'NASNetMobile, epoch 5, iteration: β = 1.29' noenhanced
set xlabel '(gradient − mean) / standard deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-5.0:5.0]
set ylabel 'density × standard deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:3.0]
unset key
plot $panel12_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradients', \
     $panel12_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'GenNorm', \
     $panel12_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal'

unset multiplot
set output
