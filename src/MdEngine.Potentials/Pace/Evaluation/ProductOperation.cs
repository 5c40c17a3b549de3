namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>A product of two complex numbers, given by their rows.</summary>
internal readonly record struct ProductOperation(
    int LeftReal, int LeftImaginary, double LeftSign, int RightReal, int RightImaginary, double RightSign, int Real, int Imaginary);
