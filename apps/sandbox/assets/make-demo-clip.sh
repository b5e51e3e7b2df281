#!/usr/bin/env bash
# Rebuilds demo-clip.flv: what the demo broadcaster loops. The clip is committed, so only someone who wants
# another picture needs this. Needs ffmpeg with libx264 and the fonts fonts-noto-cjk and fonts-dejavu-core.
#
# Why these numbers: 12 s at 25 frames/s is 300 pictures, and at 32 kHz exactly 375 AAC frames, so sound and
# picture end on the same millisecond. Three rounds are encoded and the middle one is cut out: its first
# frames continue its last ones, also inside the codecs. No B-frames, and a keyframe every second: a viewer
# who joins sees a picture at once.
set -euo pipefail
cd "$(dirname "$0")"

sans=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
bold=/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc
mono=/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf
round=12
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A slow glow over dark blue; drawn small and enlarged, because it has no detail to lose.
glow="hypot(X/W-0.5-0.16*sin(2*PI*T/$round)\,(Y/H-0.46)*1.7-0.12*cos(2*PI*T/$round))"
back="geq=r='14+58*exp(-7*pow($glow\,2))':g='18+16*exp(-6*pow($glow\,2))':b='40+62*exp(-4*pow($glow\,2))+10*Y/H'"

# The dial: a dim ring, the part of the round that has passed, and a bright head. Angle 0 is twelve o'clock.
radius="hypot(X-124\,Y-124)"
turn="mod(atan2(X-124\,124-Y)/(2*PI)+1\,1)"
passed="mod(T\,$round)/$round"
ring="clip(5.5-abs($radius-112)\,0\,1)"
head="clip(10.5-hypot(X-124-112*sin(2*PI*$passed)\,Y-124+112*cos(2*PI*$passed))\,0\,1)"
lit="if(lt($turn\,$passed)\,1\,0)"
dial="format=rgba,geq=r='255':g='120+135*$head':b='110+145*$head':a='255*max($head\,$ring*(0.16+0.84*$lit))'"

text() { # size, y, font, colour, words
  echo "drawtext=fontfile=$3:fontsize=$1:fontcolor=$4:x=(w-text_w)/2:y=$2:text='$5'"
}
words=$(text 54 66 "$bold" white '开播')
words+=,$(text 22 140 "$sans" 0xC9CCE6 'Kaibo demo · 演示直播')
words+=,"drawtext=fontfile=$mono:fontsize=62:fontcolor=white:x=(w-text_w)/2:y=312"
words+=":text='%{eif\:mod(t\,$round)\:d\:2}.%{eif\:mod(floor(t*10)\,10)\:d}'"
words+=,$(text 17 388 "$sans" 0xA9AED0 'seconds · 秒')
words+=,$(text 16 566 "$sans" 0x8A90B8 'a 12-second clip, looped')
words+=,$(text 16 590 "$sans" 0x8A90B8 '循环播放的 12 秒短片')

# A soft fifth that breathes, and a quiet ping on every second to hear whether sound and picture agree.
pad="0.045*(sin(2*PI*220*t)+0.7*sin(2*PI*330*t))*(0.7+0.3*sin(2*PI*t/6))"
ping="0.10*sin(2*PI*880*t)*exp(-14*mod(t\,1))*min(1\,200*mod(t\,1))"

ffmpeg -hide_banner -loglevel error -y \
  -f lavfi -i "color=c=black:s=90x160:r=25:d=$((3 * round)),$back,scale=360:640:flags=bicubic" \
  -f lavfi -i "color=c=black@0:s=248x248:r=25:d=$((3 * round)),$dial" \
  -f lavfi -i "aevalsrc=exprs='$pad+$ping':s=32000:d=$((3 * round))" \
  -filter_complex "[0:v][1:v]overlay=x=56:y=226,$words,format=yuv420p[v]" -map '[v]' -map 2:a \
  -c:v libx264 -profile:v main -preset veryslow -crf 27 -maxrate 174k -bufsize 174k -bf 0 \
  -aq-mode 3 -aq-strength 1.1 -g 25 -keyint_min 25 -sc_threshold 0 \
  -c:a aac -b:a 36k -ac 1 "$work/rounds.mp4"

ffmpeg -hide_banner -loglevel error -y -ss $round -i "$work/rounds.mp4" -t $round -c copy \
  -map_metadata -1 -fflags +bitexact -flvflags no_duration_filesize "$work/clip.flv"
mv "$work/clip.flv" demo-clip.flv
ls -l demo-clip.flv
