namespace MdEngine.Training.Data;

/// <summary>Data ready for a fit, and what is in them.</summary>
/// <param name="Data">Data.</param>
/// <param name="Report">What is in them.</param>
public sealed record PreparedData(TrainingData Data, DataReport Report);
