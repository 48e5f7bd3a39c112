# Distance of laws fitted to corrected gradients, NASNetMobile, fp4, γ = 0.7
# co3-fig08-w2-feedback-07 · CIFAR-10, JPEG copy · profile default · seed 1
# Draws co3-fig08-w2-feedback-07.png from co3-fig08-w2-feedback-07.tsv; run it in this folder: gnuplot co3-fig08-w2-feedback-07.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,12" linewidth 1.2
set output 'co3-fig08-w2-feedback-07.png'

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
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'upper' && strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel1_series2 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'upper' && strcol('family') eq 'Laplace' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel1_series3 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'upper' && strcol('family') eq 'Normal' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel1_series4 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2_null')) with table if (strcol('layer') eq 'upper' && strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel2_series1 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'middle' && strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel2_series2 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'middle' && strcol('family') eq 'Laplace' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel2_series3 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'middle' && strcol('family') eq 'Normal' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel3_series1 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'lower' && strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel3_series2 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'lower' && strcol('family') eq 'Laplace' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set table $panel3_series3 separator tab
plot 'co3-fig08-w2-feedback-07.tsv' using (column('epoch')):(column('w2')) with table if (strcol('layer') eq 'lower' && strcol('family') eq 'Normal' && strcol('kind') eq 'epochMean' && strcol('format') eq 'fp4' && strcol('gamma') eq '0.7')
unset table

set datafile nocolumnheaders

set multiplot layout 1,3 title "{/*1.15 Distance of laws fitted to corrected gradients, NASNetMobile, fp4, γ = 0.7}\n{/*0.8 co3-fig08-w2-feedback-07 · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'upper layer' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'W₂ (gradient''s unit)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'GenNorm', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'Laplace', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'Normal', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'GenNorm, null'

set title 'middle layer' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'W₂ (gradient''s unit)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
unset key
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'GenNorm', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'Laplace', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'Normal'

set title 'lower layer' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'W₂ (gradient''s unit)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
unset key
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'GenNorm', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'Laplace', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'Normal'

unset multiplot
set output
