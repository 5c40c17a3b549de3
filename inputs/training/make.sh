#!/bin/sh
# Makes silicon-sw.xyz: structures of silicon with energies, forces and stress of the Stillinger-Weber potential, for the
# training decks in inputs/ to be tried without any electronic-structure data. Run in the root of the repository; takes a
# minute. MDENGINE may hold the command to use.
set -e
: "${MDENGINE:=dotnet run -c Release --project src/MdEngine.Cli --}"
out=inputs/training/silicon-sw.xyz
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# group, temperature in K, lattice constant in Angstrom, steps, repeats along the axes, seed, more
frames() {
    group=$1 temperature=$2 a=$3 steps=$4 repeat=$5 seed=$6
    shift 6
    $MDENGINE run inputs/training/frames.json --threads 1 --set "seed=$seed" --set "structure:a_A=$a" \
        --set "structure:replicate=[$repeat,$repeat,$repeat]" \
        --set "velocities:temperature_K=$temperature" --set "stages:0:dynamics:temperature_K=$temperature" \
        --set "stages:1:dynamics:temperature_K=$temperature" --set "stages:1:steps=$steps" \
        --set "output:trajectory:file=$work/frames.xyz" "$@"
    $MDENGINE evaluate --potential potentials/Si-SW "$work/frames.xyz" -o "$work/labelled.xyz" --overwrite
    # Names the group, and takes out what only a run has.
    sed -e "s/^Lattice=/config_type=$group Lattice=/" -e 's/ step=[^ ]*//' -e 's/ time=[^ ]*//' "$work/labelled.xyz" >> "$work/all.xyz"
}

frames crystal 300 5.431 1750 2 1
frames crystal 1000 5.45 1750 2 2
frames liquid 3000 5.30 2500 2 3 --set "stages:0:steps=3000"
frames liquid 2000 5.30 1750 2 4 --set "velocities:temperature_K=4000" --set "stages:0:steps=4000"
frames vacancy 1200 5.45 1250 2 5 '--set=structure:operations=[{"type":"vacancies","count":1}]'
k=10
for a in 5.10 5.25 5.35 5.43 5.52 5.65 5.85; do
    k=$((k + 1))
    xx=0.0$((k % 3)) xy=0.0$((k % 5))
    frames strained 300 $a 250 1 $k \
        "--set=structure:operations=[{\"type\":\"strain\",\"tensor\":[[$xx,$xy,0],[$xy,0,0],[0,0,0]]}]"
done
printf '1\nconfig_type=isolated Lattice="20 0 0 0 20 0 0 0 20" Properties=species:S:1:pos:R:3:forces:R:3 energy=0.0\nSi 0 0 0 0 0 0\n' \
    >> "$work/all.xyz"
mv "$work/all.xyz" "$out"
