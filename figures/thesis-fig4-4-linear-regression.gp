# Linear regression with compressed gradients: n = 64, m = 50, eigenvalues 1 to 4, batch 32
# thesis-fig4-4-linear-regression · profile default · seed 1
# Draws thesis-fig4-4-linear-regression.png from thesis-fig4-4-linear-regression.tsv; run it in this folder: gnuplot thesis-fig4-4-linear-regression.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig4-4-linear-regression.png'

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
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'SGD')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'QCS')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'QCS, 40 % fewer bits')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'EDEN')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'QSG')
unset table

set table $panel1_series6 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'QSGD, 2-norm')
unset table

set table $panel1_series7 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'sparsified')
unset table

set table $panel1_series8 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'share' && strcol('scheme') eq 'Top-K, biased')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'SGD')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'QCS')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'QCS, 40 % fewer bits')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'EDEN')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'QSG')
unset table

set table $panel2_series6 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'QSGD, 2-norm')
unset table

set table $panel2_series7 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'sparsified')
unset table

set table $panel2_series8 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('step_size')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'iterations' && strcol('scheme') eq 'Top-K, biased')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'SGD' && strcol('step_size') eq '0.05')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QCS' && strcol('step_size') eq '0.05')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QCS, 40 % fewer bits' && strcol('step_size') eq '0.05')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'EDEN' && strcol('step_size') eq '0.05')
unset table

set table $panel3_series5 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QSG' && strcol('step_size') eq '0.05')
unset table

set table $panel3_series6 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QSGD, 2-norm' && strcol('step_size') eq '0.05')
unset table

set table $panel3_series7 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'sparsified' && strcol('step_size') eq '0.05')
unset table

set table $panel3_series8 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'Top-K, biased' && strcol('step_size') eq '0.05')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'SGD' && strcol('step_size') eq '0.1')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QCS' && strcol('step_size') eq '0.1')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QCS, 40 % fewer bits' && strcol('step_size') eq '0.1')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'EDEN' && strcol('step_size') eq '0.1')
unset table

set table $panel4_series5 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QSG' && strcol('step_size') eq '0.1')
unset table

set table $panel4_series6 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'QSGD, 2-norm' && strcol('step_size') eq '0.1')
unset table

set table $panel4_series7 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'sparsified' && strcol('step_size') eq '0.1')
unset table

set table $panel4_series8 separator tab
plot 'thesis-fig4-4-linear-regression.tsv' using (column('iteration')):(column('value')):(column('low')):(column('high')) with table if (strcol('panel') eq 'error' && strcol('scheme') eq 'Top-K, biased' && strcol('step_size') eq '0.1')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Linear regression with compressed gradients: n = 64, m = 50, eigenvalues 1 to 4, batch 32}\n{/*0.8 thesis-fig4-4-linear-regression · profile default · seed 1}"

set title 'share of trainings that converge' noenhanced
set xlabel 'step size μ' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.01:0.3]
set ylabel 'share (95 % interval)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.05]
unset key
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'SGD', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QCS', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'QCS, 40 % fewer bits', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'QSG', \
     $panel1_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" dashtype 2 title 'QSGD, 2-norm', \
     $panel1_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'sparsified', \
     $panel1_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" dashtype 2 title 'Top-K, biased', \
     $panel1_series1 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series3 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel1_series4 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel1_series5 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     $panel1_series6 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle, \
     $panel1_series7 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#000000" notitle, \
     $panel1_series8 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" notitle

set title 'iterations to a hundredth of the first error' noenhanced
set xlabel 'step size μ' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.01:0.3]
set ylabel 'iterations (mean)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [10.0:10000.0]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'SGD', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QCS', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'QCS, 40 % fewer bits', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'QSG', \
     $panel2_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" dashtype 2 title 'QSGD, 2-norm', \
     $panel2_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'sparsified', \
     $panel2_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" dashtype 2 title 'Top-K, biased', \
     $panel2_series1 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel2_series4 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel2_series5 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     $panel2_series6 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle, \
     $panel2_series7 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#000000" notitle, \
     $panel2_series8 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" notitle

set title 'μ = 0.05' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'excess error / first (mean ± 1.5 sd of logarithm)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-06:100.0]
unset key
plot $panel3_series1 using 1:3:4 with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel3_series2 using 1:3:4 with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series3 using 1:3:4 with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel3_series4 using 1:3:4 with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel3_series5 using 1:3:4 with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series6 using 1:3:4 with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel3_series7 using 1:3:4 with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel3_series8 using 1:3:4 with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'SGD', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'QCS', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'QCS, 40 % fewer bits', \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN', \
     $panel3_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title 'QSG', \
     $panel3_series6 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 title 'QSGD, 2-norm', \
     $panel3_series7 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'sparsified', \
     $panel3_series8 using 1:2 with lines linewidth 2 linecolor rgb "#a08c00" dashtype 2 title 'Top-K, biased'

set title 'μ = 0.10' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'excess error / first (mean ± 1.5 sd of logarithm)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-06:100.0]
unset key
plot $panel4_series1 using 1:3:4 with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel4_series2 using 1:3:4 with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series3 using 1:3:4 with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel4_series4 using 1:3:4 with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel4_series5 using 1:3:4 with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series6 using 1:3:4 with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel4_series7 using 1:3:4 with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel4_series8 using 1:3:4 with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'SGD', \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'QCS', \
     $panel4_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'QCS, 40 % fewer bits', \
     $panel4_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN', \
     $panel4_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title 'QSG', \
     $panel4_series6 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 title 'QSGD, 2-norm', \
     $panel4_series7 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'sparsified', \
     $panel4_series8 using 1:2 with lines linewidth 2 linecolor rgb "#a08c00" dashtype 2 title 'Top-K, biased'

unset multiplot
set output
