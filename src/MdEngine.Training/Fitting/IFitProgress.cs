namespace MdEngine.Training.Fitting;

/// <summary>Told how a fit goes on.</summary>
public interface IFitProgress
{
    /// <summary>A stage begins, such as "choose sparse points".</summary>
    void Stage(string name);

    /// <summary>Part of the stage that is done, from 0 to 1.</summary>
    void Fraction(double done);

    /// <summary>A point of the loss curves.</summary>
    void Loss(LossPoint point);
}
