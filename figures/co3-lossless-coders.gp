# Lossless coders on fp4 gradients of NASNetMobile, γ = 0.9
# co3-lossless-coders · CIFAR-10, JPEG copy · profile default · seed 1
# Draws co3-lossless-coders.png from co3-lossless-coders.tsv; run it in this folder: gnuplot co3-lossless-coders.gp
set terminal pngcairo size 1200,840 font "DejaVu Sans,12" linewidth 1.2
set output 'co3-lossless-coders.png'

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
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'entropy')
unset table

set table $panel1_series2 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'sent')
unset table

set table $panel1_series3 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'countedHuffman')
unset table

set table $panel1_series4 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'modelRange')
unset table

set table $panel1_series5 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'adaptiveRange')
unset table

set table $panel1_series6 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'contextRange')
unset table

set table $panel1_series7 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'lempelZiv78')
unset table

set table $panel1_series8 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'upper' && strcol('coder') eq 'zlib')
unset table

set table $panel2_series1 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'entropy')
unset table

set table $panel2_series2 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'sent')
unset table

set table $panel2_series3 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'countedHuffman')
unset table

set table $panel2_series4 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'modelRange')
unset table

set table $panel2_series5 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'adaptiveRange')
unset table

set table $panel2_series6 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'contextRange')
unset table

set table $panel2_series7 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'lempelZiv78')
unset table

set table $panel2_series8 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'middle' && strcol('coder') eq 'zlib')
unset table

set table $panel3_series1 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'entropy')
unset table

set table $panel3_series2 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'sent')
unset table

set table $panel3_series3 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'countedHuffman')
unset table

set table $panel3_series4 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'modelRange')
unset table

set table $panel3_series5 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'adaptiveRange')
unset table

set table $panel3_series6 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'contextRange')
unset table

set table $panel3_series7 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'lempelZiv78')
unset table

set table $panel3_series8 separator tab
plot 'co3-lossless-coders.tsv' using (column('epoch')):(column('bits_per_symbol')) with table if (strcol('layer') eq 'lower' && strcol('coder') eq 'zlib')
unset table

set datafile nocolumnheaders

set multiplot layout 1,3 title "{/*1.15 Lossless coders on fp4 gradients of NASNetMobile, γ = 0.9}\n{/*0.8 co3-lossless-coders · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'upper layer' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'bits a symbol' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside bottom right vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'entropy', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'Huffman, GenNorm', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'Huffman, counts', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'range coder, GenNorm', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'range coder, adaptive', \
     $panel1_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'range coder, contexts', \
     $panel1_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'LZ78', \
     $panel1_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'zlib'

set title 'middle layer' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'bits a symbol' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
unset key
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'entropy', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'Huffman, GenNorm', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'Huffman, counts', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'range coder, GenNorm', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'range coder, adaptive', \
     $panel2_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'range coder, contexts', \
     $panel2_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'LZ78', \
     $panel2_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'zlib'

set title 'lower layer' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'bits a symbol' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
unset key
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'entropy', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'Huffman, GenNorm', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'Huffman, counts', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'range coder, GenNorm', \
     $panel3_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'range coder, adaptive', \
     $panel3_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'range coder, contexts', \
     $panel3_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'LZ78', \
     $panel3_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'zlib'

unset multiplot
set output
