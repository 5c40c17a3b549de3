namespace MdEngine.Training.Nep;

/// <summary>Weights of the terms of the loss, under the names of GPUMD.</summary>
/// <param name="Energy">lambda_e.</param>
/// <param name="Force">lambda_f.</param>
/// <param name="Virial">lambda_v.</param>
/// <param name="Shear">lambda_shear: an extra factor of the shear components of the virial.</param>
/// <param name="L1">lambda_1.</param>
/// <param name="L2">lambda_2.</param>
internal sealed record NepLossWeights(double Energy, double Force, double Virial, double Shear, double L1, double L2);
