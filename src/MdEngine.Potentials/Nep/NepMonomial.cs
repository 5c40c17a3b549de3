namespace MdEngine.Potentials.Nep;

/// <summary>One product of a four-body term: Coefficient A[I] A[J] A[K].</summary>
internal readonly record struct NepMonomial(int I, int J, int K, double Coefficient);
