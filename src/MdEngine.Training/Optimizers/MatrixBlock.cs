namespace MdEngine.Training.Optimizers;

/// <summary>A part of a vector of parameters that is a matrix, rows one after the other.</summary>
/// <param name="Start">Index of its first number.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
public readonly record struct MatrixBlock(int Start, int Rows, int Columns);
