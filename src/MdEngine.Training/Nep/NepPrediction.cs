using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Nep;

/// <summary>What a model being fitted gives for a frame, less the repulsion; forces are in the workspace.</summary>
/// <param name="Energy">Energy, eV.</param>
/// <param name="Strain">dE/dstrain, eV, symmetric.</param>
internal readonly record struct NepPrediction(double Energy, Matrix3 Strain);
