namespace MdEngine.Compare.Reporting;

/// <summary>Sums over the thermodynamic records of one stage of a run.</summary>
/// <param name="name">Name of the stage.</param>
public sealed class ThermoStage(string name)
{
    private double _sumT, _sumTT, _sumC, _sumTC;
    private double _firstTime, _firstConserved;

    /// <summary>Name of the stage.</summary>
    public string Name { get; } = name;

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>Step of the last record.</summary>
    public long LastStep { get; private set; }

    /// <summary>Simulated time from the first to the last record, fs.</summary>
    public double Duration { get; private set; }

    /// <summary>Temperature, K.</summary>
    public ThermoMoments Temperature { get; } = new();

    /// <summary>Potential energy, eV.</summary>
    public ThermoMoments Potential { get; } = new();

    /// <summary>Pressure, GPa.</summary>
    public ThermoMoments Pressure { get; } = new();

    /// <summary>Volume, Angstrom^3.</summary>
    public ThermoMoments Volume { get; } = new();

    /// <summary>Slope of the conserved quantity by least squares, eV/fs; NaN without time or with fewer than 3 records.</summary>
    public double Drift
    {
        get
        {
            double spread = (Count * _sumTT) - (_sumT * _sumT);
            return Count < 3 || !(spread > 0.0) ? double.NaN : ((Count * _sumTC) - (_sumT * _sumC)) / spread;
        }
    }

    /// <summary>Adds a record.</summary>
    internal void Add(in ThermoRow row)
    {
        if (Count == 0)
        {
            (_firstTime, _firstConserved) = (row.Time, row.Conserved);
        }

        Count++;
        LastStep = row.Step;
        Duration = row.Time - _firstTime;
        Temperature.Add(row.Temperature);
        Potential.Add(row.Potential);
        Pressure.Add(row.Pressure);
        Volume.Add(row.Volume);

        // From the first record on: the sums then hold small numbers.
        double t = row.Time - _firstTime, c = row.Conserved - _firstConserved;
        _sumT += t;
        _sumTT += t * t;
        _sumC += c;
        _sumTC += t * c;
    }
}
