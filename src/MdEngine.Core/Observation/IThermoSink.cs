using MdEngine.Core.Persistence;

namespace MdEngine.Core.Observation;

/// <summary>Takes thermodynamic records: a CSV file, the terminal, a test.</summary>
public interface IThermoSink : IResumable
{
    /// <summary>Takes one record; called in the order of steps.</summary>
    void Write(in ThermoRecord record);

    /// <summary>Called once when the run ends.</summary>
    void Finish();
}
