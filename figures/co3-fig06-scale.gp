# Scale b of least error, Q(x) = fp(bx)/b, for GenNorm(β) of unit variance
# co3-fig06-scale · profile default · seed 1
# Draws co3-fig06-scale.png from co3-fig06-scale.tsv; run it in this folder: gnuplot co3-fig06-scale.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'co3-fig06-scale.png'

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
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('exact')):(column('within_1_percent_least')):(column('within_1_percent_greatest')) with table if (strcol('format') eq 'fp4')
unset table

set table $panel1_series2 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('monte_carlo')):(column('monte_carlo_least')):(column('monte_carlo_greatest')) with table if (strcol('format') eq 'fp4')
unset table

set table $panel1_series3 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('polynomial')) with table if (strcol('format') eq 'fp4')
unset table

set table $panel1_series4 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('polynomial_over_alpha')) with table if (strcol('format') eq 'fp4')
unset table

set table $panel2_series1 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('exact')):(column('within_1_percent_least')):(column('within_1_percent_greatest')) with table if (strcol('format') eq 'fp8')
unset table

set table $panel2_series2 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('monte_carlo')):(column('monte_carlo_least')):(column('monte_carlo_greatest')) with table if (strcol('format') eq 'fp8')
unset table

set table $panel2_series3 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('polynomial')) with table if (strcol('format') eq 'fp8')
unset table

set table $panel2_series4 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('polynomial_over_alpha')) with table if (strcol('format') eq 'fp8')
unset table

set table $panel3_series1 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('mse_exact')) with table if (strcol('format') eq 'fp4')
unset table

set table $panel3_series2 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('mse_polynomial')) with table if (strcol('format') eq 'fp4')
unset table

set table $panel3_series3 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('mse_polynomial_over_alpha')) with table if (strcol('format') eq 'fp4')
unset table

set table $panel4_series1 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('mse_exact')) with table if (strcol('format') eq 'fp8')
unset table

set table $panel4_series2 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('mse_polynomial')) with table if (strcol('format') eq 'fp8')
unset table

set table $panel4_series3 separator tab
plot 'co3-fig06-scale.tsv' using (column('beta')):(column('mse_polynomial_over_alpha')) with table if (strcol('format') eq 'fp8')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Scale b of least error, Q(x) = fp(bx)/b, for GenNorm(β) of unit variance}\n{/*0.8 co3-fig06-scale · profile default · seed 1}"

set title 'fp4 (E2M1)' noenhanced
set xlabel 'shape β' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'scale b · σ' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:2.4]
set key on inside top left vertical
plot $panel1_series1 using 1:3:4 with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'exact (band: 1 % more error)', \
     $panel1_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'Monte Carlo (bars: range)', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'polynomial / σ, as printed', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'polynomial / α', \
     $panel1_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#000000" notitle

set title 'fp8 (E5M2), lines as for fp4' noenhanced
set xlabel 'shape β' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'scale b · σ' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel2_series1 using 1:3:4 with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'exact (band: 1 % more error)', \
     $panel2_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'Monte Carlo (bars: range)', \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'polynomial / σ, as printed', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'polynomial / α', \
     $panel2_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#000000" notitle

set title 'fp4 (E2M1)' noenhanced
set xlabel 'shape β' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'mean squared error / variance' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside top right vertical
plot $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'least', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'polynomial / σ, as printed', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'polynomial / α'

set title 'fp8 (E5M2), enlarged' noenhanced
set xlabel 'shape β' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'mean squared error / variance' noenhanced
unset logscale y
set format y '%g'
set yrange [0.00275:0.0029]
set key on inside top right vertical
plot $panel4_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'least', \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'polynomial / σ, as printed', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'polynomial / α'

unset multiplot
set output
