using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Benchmarks;

/// <summary>Repeated measurements of one thing; machines are noisy, so best and median are both told.</summary>
internal sealed class Series(string name)
{
    private readonly List<double> _values = [];

    public string Name { get; } = name;

    public double Best => _values.Min();

    public double Median => _values.Order().ElementAt(_values.Count / 2);

    public void Add(double value) => _values.Add(value);

    /// <summary>Median of the ratios of another series to this one, round by round.</summary>
    public double PairedRatio(Series other) =>
        other._values.Zip(_values, (a, b) => a / b).Order().ElementAt(_values.Count / 2);
}
