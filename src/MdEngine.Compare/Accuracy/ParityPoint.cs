namespace MdEngine.Compare.Accuracy;

/// <summary>A predicted value beside its reference.</summary>
/// <param name="Reference">Reference.</param>
/// <param name="Predicted">Prediction.</param>
/// <param name="Frame">Its frame, from 0.</param>
/// <param name="Atom">Its atom, from 1; 0 for a quantity of the whole frame.</param>
/// <param name="Group">Index of its group.</param>
public readonly record struct ParityPoint(double Reference, double Predicted, long Frame, int Atom, int Group);
