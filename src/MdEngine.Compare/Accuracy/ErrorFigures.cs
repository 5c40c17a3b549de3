using System.Text.Json.Serialization;

namespace MdEngine.Compare.Accuracy;

/// <summary>Errors of one quantity over many values: predicted minus reference.</summary>
/// <param name="Unit">Unit of the errors: "meV/atom".</param>
/// <param name="Values">Number of values; without any the figures are NaN (null in JSON).</param>
/// <param name="RootMeanSquare">Root mean square error.</param>
/// <param name="MeanAbsolute">Mean absolute error.</param>
/// <param name="Mean">Mean error, its sign kept.</param>
/// <param name="Worst">The error that is greatest by its absolute value, its sign kept.</param>
/// <param name="WorstFrame">Frame where it is, from 0; -1 without values.</param>
/// <param name="WorstAtom">Atom where it is, from 1; 0 for a quantity of the whole frame.</param>
public sealed record ErrorFigures(
    string Unit,
    long Values,
    [property: JsonPropertyName("rmse")] double RootMeanSquare,
    [property: JsonPropertyName("mae")] double MeanAbsolute,
    double Mean,
    double Worst,
    long WorstFrame,
    int WorstAtom);
